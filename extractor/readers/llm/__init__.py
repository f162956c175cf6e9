"""The language-model reader: it says what each numeral is, and cannot say a number."""
