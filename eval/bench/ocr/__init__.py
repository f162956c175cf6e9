"""Reading scans: this tool beside bare RapidOCR, Tesseract, OCRmyPDF and img2table, on the same pages."""
