"""STEP: an assessment as data (JSON) and as a page for people (HTML). Pure: values in, text out."""
