"""The training loop that both surrogates share: seeded, deterministic, best validation loss kept."""

import copy
from dataclasses import dataclass

import numpy as np
import torch


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train. The learning rate rises over the first steps and falls as a cosine to the end."""

    epochs: int
    batch: int
    rate: float
    seed: int
    threads: int
    clip: float = 1.0
    warm_up_steps: int = 200


def make_deterministic(plan):
    """Fixes seeds, algorithms and the number of threads: a second run gives the same numbers."""
    torch.manual_seed(plan.seed)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(plan.threads)


def train(network, loss_of, train_size, validation_loss, plan, log, progress=None):
    """Trains with Adam and leaves the weights of the best validation loss in the network.

    loss_of(rows, epoch) gives the loss tensor of these row numbers; validation_loss() a float. log(epoch, training
    loss, validation loss) hears of every epoch, progress(epoch, rows done, mean loss so far) of every batch.
    Returns the log as a list of tuples.
    """
    generator = torch.Generator().manual_seed(plan.seed + 1)
    optimiser = torch.optim.Adam(network.parameters(), lr=plan.rate)
    steps = plan.epochs * -(-train_size // plan.batch)

    def rate(step):
        warm = min(1.0, (step + 1) / plan.warm_up_steps)
        return warm * (0.01 + 0.99 * 0.5 * (1.0 + np.cos(np.pi * step / steps)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    best, best_weights, history = np.inf, None, []
    for epoch in range(1, plan.epochs + 1):
        network.train()
        total, done = 0.0, 0
        for rows in torch.randperm(train_size, generator=generator).split(plan.batch):
            optimiser.zero_grad(set_to_none=True)
            loss = loss_of(rows, epoch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), plan.clip)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(rows)
            done += len(rows)
            if progress is not None:
                progress(epoch, done, total / done)
        network.eval()
        with torch.no_grad():
            checked = validation_loss()
        history.append((epoch, total / train_size, checked))
        log(*history[-1])
        if checked < best:
            best, best_weights = checked, copy.deepcopy(network.state_dict())
    network.load_state_dict(best_weights)
    return history
