"""Bodies on the desk: recorded from a cell, put right, merged."""
