"""What a container engine tells in JSON, be it over its socket or pasted by somebody."""
