"""What keeps the service running for years: health, mending, logs, backup."""
