"""The pictures that links to the portal are shown with elsewhere, drawn by the portal itself."""
