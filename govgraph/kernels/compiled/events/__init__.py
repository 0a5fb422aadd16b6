"""Discrete events, compiled: jobs on their way through stations of a network of queues."""
