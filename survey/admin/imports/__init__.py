"""Bringing in on the desk: tables, editing sheets, papers and catalogues; what each import did, and the way back."""
