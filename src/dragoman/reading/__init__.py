"""Page -> Findings: what a page says, stage by stage. Begin with `read_page`."""
