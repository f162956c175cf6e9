"""Scans made from digital reports: page pictures damaged the way copiers, cameras and archives do, with the true geometry kept."""
