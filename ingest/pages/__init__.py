"""Pages made of placed words, printed or recognised, become paragraphs and tables in order."""

from ingest.pages.joining import write_pages
from ingest.pages.layout import lay_out_page
from ingest.pages.scans import Scans
from ingest.pages.words import Edge, Grid, Page, Word

__all__ = ["Edge", "Grid", "Page", "Scans", "Word", "lay_out_page", "write_pages"]
