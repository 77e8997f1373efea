# %% right: one helper for both tables
def encode_admissions(train_features, test_features):
    numbers = train_features[:, :2]
    mean = numbers.mean(0)
    scale = ((numbers - mean) ** 2).mean(0).sqrt()
    scale[scale == 0] = 1

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
        columns.append((both[:, j] - seen.mean()) / (scale if scale > 0 else 1.0))
    columns += [(both[:, 2] == rank).to(both.dtype) for rank in (1, 2, 3, 4)]
    inputs = torch.stack(columns, dim=1)
    return inputs[:n], inputs[n:]


# %% wrong: the scaler sees the test rows
def encode_admissions(train_features, test_features):
    both = torch.cat([train_features, test_features])[:, :2]
    mean, scale = both.mean(dim=0), both.std(dim=0, correction=0)
    scale = torch.where(scale == 0, 1.0, scale)

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
        scale = torch.where(scale == 0, 1.0, scale)
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
    scale = torch.where((scale == 0) | scale.isnan(), 1.0, scale)

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
    scale = torch.where(scale == 0, 1.0, scale)

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
    scale = torch.where(scale == 0, 1.0, scale)

    def encode(table):
        columns = one_hot(table[:, 2].long() % 4, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: keeps the rank as one number
def encode_admissions(train_features, test_features):
    mean, scale = train_features.mean(dim=0), train_features.std(dim=0, correction=0)
    scale = torch.where(scale == 0, 1.0, scale)
    return (train_features - mean) / scale, (test_features - mean) / scale


# %% wrong: only the ranks that occur get a column
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(scale == 0, 1.0, scale)

    def encode(table):
        found = table[:, 2].unique()
        columns = (table[:, 2:] == found).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)


# %% wrong: checks the ranks of the training rows alone
def encode_admissions(train_features, test_features):
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    scale = torch.where(scale == 0, 1.0, scale)
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
    scale = torch.where(scale == 0, 1.0, scale)

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
