"""What several sides of the house say alike: labels of closed lists, statuses, addresses, places, marked text."""
