def process_umask(mask):
    """What the shell or the service manager sets before a program starts."""
    import os

    os.umask(mask)
