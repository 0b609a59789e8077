"""Tables on the desk: their lists, the grid, and whom the row of an association speaks for."""
