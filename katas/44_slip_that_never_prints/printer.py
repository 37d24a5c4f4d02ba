"""The printer in the kitchen of the Blue Plate. It is slow, so it is called with `await`."""

import asyncio

STEP = 0.1  # seconds


async def print_in_kitchen(text):
    """Print a slip of paper: cut the paper, then print the text."""
    await asyncio.sleep(STEP)
    await asyncio.sleep(STEP)
    print(f"The kitchen's printer: {text}", flush=True)
