"""What every flow is written in: two people, one chart, a pure step. Knows no flow, no chat and no clock."""
