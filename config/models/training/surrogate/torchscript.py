"""TorchScript files that say nothing of the machine they were made on.

torch.jit.save keeps the source lines of every operation with the absolute paths of the Python files. They only serve error
messages, and would make the bytes differ from checkout to checkout; the archive is written again without them.
"""

import io

import torch


def save(module):
    """The scripted module as the bytes of a .pt file."""
    whole = io.BytesIO()
    torch.jit.save(torch.jit.script(module.eval()), whole)
    reader = torch._C.PyTorchFileReader(io.BytesIO(whole.getvalue()))
    stripped = io.BytesIO()
    writer = torch._C.PyTorchFileWriter(stripped)
    for name in reader.get_all_records():
        # The writer adds these two by itself.
        if name.endswith(".debug_pkl") or name in ("version", ".data/serialization_id"):
            continue
        record = reader.get_record(name)
        writer.write_record(name, record, len(record))
    writer.write_end_of_file()
    return stripped.getvalue()
