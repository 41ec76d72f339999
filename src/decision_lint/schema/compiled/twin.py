"""Twin of a model and runtime decision: whether a mapping obeys the schema (derived by tools/generate.py)."""
# fmt: off
# ruff: noqa
# mypy: ignore-errors
def validate(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['profile', 'decision']) - data.keys()
        if data__missing_keys:
            raise ValueError
        data_keys = set(data.keys())
        if 'profile' in data_keys:
            data_keys.remove('profile')
            data__profile = data['profile']
            validate____defs_asked(data__profile)
        if 'decision' in data_keys:
            data_keys.remove('decision')
            data__decision = data['decision']
            validate____defs_decision(data__decision)
        if data_keys:
            raise ValueError
    return data

def validate____defs_decision(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['model', 'runtime', 'claim']) - data.keys()
        if data__missing_keys:
            raise ValueError
        data_keys = set(data.keys())
        if 'model' in data_keys:
            data_keys.remove('model')
            data__model = data['model']
            if not isinstance(data__model, str):
                raise ValueError
        if 'runtime' in data_keys:
            data_keys.remove('runtime')
            data__runtime = data['runtime']
            if not isinstance(data__runtime, str):
                raise ValueError
        if 'claim' in data_keys:
            data_keys.remove('claim')
            data__claim = data['claim']
            if not isinstance(data__claim, str):
                raise ValueError
        if data_keys:
            raise ValueError
    return data

def validate____defs_asked(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['task', 'route', 'privacy', 'available_vram_gb', 'needs_service']) - data.keys()
        if data__missing_keys:
            raise ValueError
        data_keys = set(data.keys())
        if 'task' in data_keys:
            data_keys.remove('task')
            data__task = data['task']
            if not isinstance(data__task, str):
                raise ValueError
        if 'route' in data_keys:
            data_keys.remove('route')
            data__route = data['route']
            if not isinstance(data__route, str):
                raise ValueError
        if 'privacy' in data_keys:
            data_keys.remove('privacy')
            data__privacy = data['privacy']
            if not isinstance(data__privacy, str):
                raise ValueError
        if 'available_vram_gb' in data_keys:
            data_keys.remove('available_vram_gb')
            data__availablevramgb = data['available_vram_gb']
            if not isinstance(data__availablevramgb, (int, float)) or isinstance(data__availablevramgb, bool):
                raise ValueError
            if isinstance(data__availablevramgb, (int, float)) and (not isinstance(data__availablevramgb, bool)):
                if data__availablevramgb < 0:
                    raise ValueError
        if 'needs_service' in data_keys:
            data_keys.remove('needs_service')
            data__needsservice = data['needs_service']
            if not isinstance(data__needsservice, bool):
                raise ValueError
        if data_keys:
            raise ValueError
    return data


def accepts(data: object) -> bool:
    try:
        validate(data)
    except ValueError:
        return False
    return True
