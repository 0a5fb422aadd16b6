"""Jiangsu: government WeChat accounts."""
