"""The way to the public: review, publishing, taking back, and what is public."""
