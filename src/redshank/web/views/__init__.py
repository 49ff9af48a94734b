"""What the pages, the API, downloads and assistants are told: plain functions of the record and of parameters."""
