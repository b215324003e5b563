"""The house: settings, addresses and servers. It may import anything; nothing imports it."""
