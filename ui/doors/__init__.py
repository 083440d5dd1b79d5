"""What stands between the network and the service: who may enter, how often, how many at once."""
