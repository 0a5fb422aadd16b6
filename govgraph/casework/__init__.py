"""Case work: how long a matter takes, through how many hands, and where it jams."""
