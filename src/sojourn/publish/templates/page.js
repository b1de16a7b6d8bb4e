"use strict";
(() => {
  const people = [...document.querySelectorAll(".person")];
  const form = document.getElementById("search");
  const input = document.getElementById("find");
  const found = document.getElementById("found");
  const unfold = document.getElementById("unfold");
  form.hidden = false;

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = people.map((person) => folded(person.dataset.search));

  function filter() {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    people.forEach((person, number) => {
      const fits = words.every((word) => texts[number].includes(word));
      person.hidden = !fits;
      shown += fits;
    });
    found.textContent = words.length ? `${shown} of ${people.length} people` : "";
  }

  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches("details")) {
      target.hidden = false;
      target.open = true;
      target.scrollIntoView();
    }
  }

  input.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  unfold.addEventListener("click", () => {
    const open = people.some((person) => !person.hidden && !person.open);
    people.forEach((person) => { if (!person.hidden) person.open = open; });
    unfold.textContent = open ? "Close all" : "Open all";
  });
  addEventListener("hashchange", reveal);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => { closed.forEach((one) => { one.open = false; }); });
  reveal();
})();
