"""The Monday on which all these tests take place."""

from datetime import date

TODAY = date(2024, 1, 8)
