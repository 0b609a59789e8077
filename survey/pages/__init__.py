"""Files to pages: lines, words and drawn rules, each with its place, before anybody says what they mean."""
