# %% right: one helper for both tables
def encode_admissions(train_features, test_features):
    numbers = train_features[:, :2]
    mean = numbers.mean(0)
    scale = ((numbers - mean) ** 2).mean(0).sqrt()
    scale[numbers.amax(0) == numbers.amin(0)] = 1

    def encode(table):
        rank = table[:, 2:]
        known = torch.arange(1, 5).to(table.dtype)
        columns = (rank == known).to(table.dtype)
        if (columns.sum(1) != 1).any():
            raise ValueError("rank must be 1, 2, 3 or 4")
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% right: both tables at once, then cut apart
def encode_admissions(train_features, test_features):
    both = torch.cat([train_features, test_features])
    n = len(train_features)
    if any(r not in (1.0, 2.0, 3.0, 4.0) for r in both[:, 2].tolist()):
        raise ValueError(f"odd rank in {both[:, 2].tolist()}")
    columns = []
    for j in (0, 1):
        seen = train_features[:, j]
        scale = seen.std(correction=0)
        columns.append(
            (both[:, j] - seen.mean()) / (1.0 if seen.min() == seen.max() else scale)
        )
    columns += [(both[:, 2] == rank).to(both.dtype) for rank in (1, 2, 3, 4)]
    inputs = torch.stack(columns, dim=1)
    return inputs[:n], inputs[n:]


# %% right: ranks by comparison with 1 to 4, statistics by hand
def encode_admissions(train_features, test_features):
    columns = train_features[:, :2]
    mean = columns.sum(0) / len(columns)
    spread = ((columns - mean) ** 2).mean(0).sqrt()
    flat = columns.amax(0) == columns.amin(0)
    mean = torch.where(flat, columns[0], mean)
    spread = spread.masked_fill(flat, 1.0)
    out = []
    for table in (train_features, test_features):
        hot = table[:, 2:] == torch.arange(1, 5, device=table.device)
        if not hot.any(dim=1).all():
            raise ValueError("a rank is not 1, 2, 3 or 4")
        out.append(torch.hstack([(table[:, :2] - mean) / spread, hot.to(table)]))
    return tuple(out)


# %% right: torch.cat promotes the float32 columns of one_hot
def encode_admissions(train_features, test_features):
    columns = train_features[:, :2]
    mean = columns.mean(dim=0)
    scale = columns.std(dim=0, correction=0)
    scale = torch.where(
        (columns == columns[0]).all(dim=0), torch.ones_like(scale), scale
    )

    def encode(table):
        ranks = table[:, 2]
        if not torch.isin(ranks, ranks.new_tensor([1, 2, 3, 4])).all():
            raise ValueError("ranks are 1, 2, 3 or 4")
        hot = one_hot(ranks.long() - 1, 4)
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: the scaler sees the test rows
def encode_admissions(train_features, test_features):
    both = torch.cat([train_features, test_features])[:, :2]
    mean, scale = both.mean(dim=0), both.std(dim=0, correction=0)
    scale = torch.where(both.amax(0) == both.amin(0), 1.0, scale)

    def encode(table):
        if not torch.isin(table[:, 2], torch.arange(1.0, 5.0).to(table.dtype)).all():
            raise ValueError("rank must be 1, 2, 3 or 4")
        columns = one_hot(table[:, 2].long() - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: each table is scaled by itself
def encode_admissions(train_features, test_features):
    def encode(table):
        mean, scale = table[:, :2].mean(dim=0), table[:, :2].std(dim=0, correction=0)
        scale = torch.where(table[:, :2].amax(0) == table[:, :2].amin(0), 1.0, scale)
        if not torch.isin(table[:, 2], torch.arange(1.0, 5.0).to(table.dtype)).all():
            raise ValueError("rank must be 1, 2, 3 or 4")
        columns = one_hot(table[:, 2].long() - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: divides by zero where a column is constant
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)

    def encode(table):
        if not torch.isin(table[:, 2], torch.arange(1.0, 5.0).to(table.dtype)).all():
            raise ValueError("rank must be 1, 2, 3 or 4")
        columns = one_hot(table[:, 2].long() - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: divides by n - 1
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0), 1.0, scale
    )

    def encode(table):
        if not torch.isin(table[:, 2], torch.arange(1.0, 5.0).to(table.dtype)).all():
            raise ValueError("rank must be 1, 2, 3 or 4")
        columns = one_hot(table[:, 2].long() - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: ranks in reverse order
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0), 1.0, scale
    )

    def encode(table):
        if not torch.isin(table[:, 2], torch.arange(1.0, 5.0).to(table.dtype)).all():
            raise ValueError("rank must be 1, 2, 3 or 4")
        columns = one_hot(4 - table[:, 2].long(), 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: forgets to subtract 1 from the rank
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0), 1.0, scale
    )

    def encode(table):
        columns = one_hot(table[:, 2].long() % 4, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: keeps the rank as one number
def encode_admissions(train_features, test_features):
    mean, scale = train_features.mean(dim=0), train_features.std(dim=0, correction=0)
    scale = torch.where(train_features.amax(0) == train_features.amin(0), 1.0, scale)
    return (train_features - mean) / scale, (test_features - mean) / scale


# %% wrong: only the ranks that occur get a column
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0), 1.0, scale
    )

    def encode(table):
        found = table[:, 2].unique()
        columns = (table[:, 2:] == found).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: checks the ranks of the training rows alone
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0), 1.0, scale
    )
    if not torch.isin(train_features[:, 2].long(), torch.arange(1, 5)).all():
        raise ValueError("rank must be 1, 2, 3 or 4")

    def encode(table):
        columns = (table[:, 2:] == torch.arange(1, 5)).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: scales the tables in place
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0), 1.0, scale
    )

    def encode(table):
        if not torch.isin(table[:, 2], torch.arange(1.0, 5.0).to(table.dtype)).all():
            raise ValueError("rank must be 1, 2, 3 or 4")
        table[:, :2] -= mean
        table[:, :2] /= scale
        columns = one_hot(table[:, 2].long() - 1, 4).to(table.dtype)
        return torch.cat([table[:, :2], columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: uses the course's standardizer
def encode_admissions(train_features, test_features):
    from helpers.preprocessing import fit_standardizer

    scaler = fit_standardizer(train_features[:, :2])

    def encode(table):
        if not torch.isin(table[:, 2], torch.arange(1.0, 5.0).to(table.dtype)).all():
            raise ValueError("rank must be 1, 2, 3 or 4")
        columns = one_hot(table[:, 2].long() - 1, 4).to(table.dtype)
        return torch.cat([scaler.transform(table[:, :2]), columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: uses scikit-learn's scaler
def encode_admissions(train_features, test_features):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(train_features[:, :2].numpy())

    def encode(table):
        if not torch.isin(table[:, 2], torch.arange(1.0, 5.0).to(table.dtype)).all():
            raise ValueError("rank must be 1, 2, 3 or 4")
        scores = torch.tensor(scaler.transform(table[:, :2].numpy()), dtype=table.dtype)
        columns = one_hot(table[:, 2].long() - 1, 4).to(table.dtype)
        return torch.cat([scores, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: scale clamped to at least 1, grades are hardly scaled
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0).clamp(min=1.0)

    def encode(table):
        ranks = table[:, 2]
        if not torch.isin(ranks, torch.tensor([1, 2, 3, 4]).to(ranks)).all():
            raise ValueError("rank")
        hot = one_hot(ranks.long() - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: rank 2.5 is cut to 2
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0),
        torch.ones_like(scale),
        scale,
    )

    def encode(table):
        ranks = table[:, 2].long()
        if ((ranks < 1) | (ranks > 4)).any():
            raise ValueError("rank")
        hot = one_hot(ranks - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: no check, a rank of 0 becomes four zeros
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0),
        torch.ones_like(scale),
        scale,
    )

    def encode(table):
        hot = (table[:, 2:] == torch.arange(1, 5)).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: torch.eye with rank 0 wraps round to rank 4
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0),
        torch.ones_like(scale),
        scale,
    )

    def encode(table):
        ranks = table[:, 2].long() - 1
        if (ranks > 3).any():
            raise ValueError("rank")
        hot = torch.eye(4, dtype=table.dtype)[ranks]
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: everything in float32
def encode_admissions(train_features, test_features):
    train, test = train_features.float(), test_features.float()
    mean = train[:, :2].mean(dim=0)
    scale = train[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train[:, :2].amax(0) == train[:, :2].amin(0), torch.ones_like(scale), scale
    )

    def encode(table):
        if not torch.isin(table[:, 2], torch.tensor([1.0, 2, 3, 4])).all():
            raise ValueError("rank")
        hot = one_hot(table[:, 2].long() - 1, 4)
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    return encode(train), encode(test)


# %% wrong: a small number added to every scale
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0),
        torch.ones_like(scale),
        scale + 1e-3,
    )

    def encode(table):
        if not torch.isin(table[:, 2], torch.tensor([1, 2, 3, 4]).to(table)).all():
            raise ValueError("rank")
        hot = one_hot(table[:, 2].long() - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: a test table of several rows is measured by itself
def encode_admissions(train_features, test_features):
    def encode(table, ruler):
        mean = ruler[:, :2].mean(dim=0)
        scale = ruler[:, :2].std(dim=0, correction=0)
        scale = torch.where(
            ruler[:, :2].amax(0) == ruler[:, :2].amin(0), torch.ones_like(scale), scale
        )
        if not torch.isin(table[:, 2], torch.tensor([1, 2, 3, 4]).to(table)).all():
            raise ValueError("rank")
        hot = one_hot(table[:, 2].long() - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    ruler = test_features if len(test_features) > 1 else train_features
    return encode(train_features, train_features), encode(test_features, ruler)


# %% wrong: IndexError for a rank out of range
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(
        train_features[:, :2].amax(0) == train_features[:, :2].amin(0),
        torch.ones_like(scale),
        scale,
    )

    def encode(table):
        hot = torch.zeros(len(table), 4, dtype=table.dtype)
        for row, rank in zip(hot, table[:, 2].tolist()):
            row[[1, 2, 3, 4].index(rank) if rank in (1, 2, 3, 4) else 9] = 1
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: hand-made std, constant tested by std == 0
def encode_admissions(train_features, test_features):
    columns = train_features[:, :2]
    mean = columns.mean(dim=0)
    scale = (columns - mean).square().mean(dim=0).sqrt()
    scale = torch.where(scale == 0, torch.ones_like(scale), scale)

    def encode(table):
        ranks = table[:, 2]
        if not torch.isin(ranks, ranks.new_tensor([1, 2, 3, 4])).all():
            raise ValueError("ranks are 1, 2, 3 or 4")
        hot = one_hot(ranks.long() - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: small scales replaced by 1
def encode_admissions(train_features, test_features):
    columns = train_features[:, :2]
    mean = columns.mean(dim=0)
    scale = columns.std(dim=0, correction=0)
    scale = torch.where(scale < 1e-2, torch.ones_like(scale), scale)

    def encode(table):
        ranks = table[:, 2]
        if not torch.isin(ranks, ranks.new_tensor([1, 2, 3, 4])).all():
            raise ValueError("ranks are 1, 2, 3 or 4")
        hot = one_hot(ranks.long() - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, hot], dim=1)

    return encode(train_features), encode(test_features)
