"""Running the site: faults and how they are said, health, what is logged and measured, what ends after its term."""
