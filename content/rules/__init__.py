"""Pure rules of the undated pages: values in, values out."""
