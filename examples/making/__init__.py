"""What the reference programme is made of: roster, cities, offers, conference, staff."""
