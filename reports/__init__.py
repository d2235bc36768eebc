"""Documents: frozen data in, PDF bytes out. No Qt; reportlab is imported when a PDF is made."""
