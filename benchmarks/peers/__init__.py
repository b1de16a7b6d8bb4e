"""What others would write for the same problems: peers to be measured against, side by side."""
