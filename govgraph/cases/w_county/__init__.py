"""W County: grassroots governments call, departments respond."""
