"""Typography: the report's own fonts, cut to the characters that it prints, and Chinese text set by its rules."""
