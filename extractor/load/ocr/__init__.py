"""Optical character recognition: from the picture of a page to the lines and rules that the PDF loader makes of a digital one."""
