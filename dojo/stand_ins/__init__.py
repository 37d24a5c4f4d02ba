"""Stand-ins for the world around an app: browsers, strangers, devices, disks, proxies, caches."""
