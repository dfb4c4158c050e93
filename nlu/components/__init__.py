"""What Rasa is extended with; config.yml, endpoints.yml and credentials.yml name these classes."""
