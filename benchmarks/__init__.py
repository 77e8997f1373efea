"""Figures as ratios: what is compared is measured in one run, in turns."""
