"""Configuration of decision-lint: whether a mapping obeys the schema (derived by tools/generate.py)."""
# fmt: off
# ruff: noqa
# mypy: ignore-errors
def validate(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if 'include' in data_keys:
            data_keys.remove('include')
            data__include = data['include']
            if not isinstance(data__include, (list, tuple)):
                raise ValueError
            data__include_is_list = isinstance(data__include, (list, tuple))
            if data__include_is_list:
                data__include_len = len(data__include)
                for data__include_x, data__include_item in enumerate(data__include):
                    if not isinstance(data__include_item, str):
                        raise ValueError
                    if isinstance(data__include_item, str):
                        data__include_item_len = len(data__include_item)
                        if data__include_item_len < 1:
                            raise ValueError
        if 'exclude' in data_keys:
            data_keys.remove('exclude')
            data__exclude = data['exclude']
            if not isinstance(data__exclude, (list, tuple)):
                raise ValueError
            data__exclude_is_list = isinstance(data__exclude, (list, tuple))
            if data__exclude_is_list:
                data__exclude_len = len(data__exclude)
                for data__exclude_x, data__exclude_item in enumerate(data__exclude):
                    if not isinstance(data__exclude_item, str):
                        raise ValueError
                    if isinstance(data__exclude_item, str):
                        data__exclude_item_len = len(data__exclude_item)
                        if data__exclude_item_len < 1:
                            raise ValueError
        if 'select' in data_keys:
            data_keys.remove('select')
            data__select = data['select']
            if not isinstance(data__select, (list, tuple)):
                raise ValueError
            data__select_is_list = isinstance(data__select, (list, tuple))
            if data__select_is_list:
                data__select_len = len(data__select)
                for data__select_x, data__select_item in enumerate(data__select):
                    if not isinstance(data__select_item, str):
                        raise ValueError
                    if isinstance(data__select_item, str):
                        data__select_item_len = len(data__select_item)
                        if data__select_item_len < 1:
                            raise ValueError
        if 'ignore' in data_keys:
            data_keys.remove('ignore')
            data__ignore = data['ignore']
            if not isinstance(data__ignore, (list, tuple)):
                raise ValueError
            data__ignore_is_list = isinstance(data__ignore, (list, tuple))
            if data__ignore_is_list:
                data__ignore_len = len(data__ignore)
                for data__ignore_x, data__ignore_item in enumerate(data__ignore):
                    if not isinstance(data__ignore_item, str):
                        raise ValueError
                    if isinstance(data__ignore_item, str):
                        data__ignore_item_len = len(data__ignore_item)
                        if data__ignore_item_len < 1:
                            raise ValueError
        if 'fail-on' in data_keys:
            data_keys.remove('fail-on')
            data__failon = data['fail-on']
            validate____defs_level(data__failon)
        if 'per-file-ignores' in data_keys:
            data_keys.remove('per-file-ignores')
            data__perfileignores = data['per-file-ignores']
            if not isinstance(data__perfileignores, dict):
                raise ValueError
            data__perfileignores_is_dict = isinstance(data__perfileignores, dict)
            if data__perfileignores_is_dict:
                data__perfileignores_keys = set(data__perfileignores.keys())
                for data__perfileignores_key in data__perfileignores_keys:
                    if data__perfileignores_key not in []:
                        data__perfileignores_value = data__perfileignores.get(data__perfileignores_key)
                        if not isinstance(data__perfileignores_value, (list, tuple)):
                            raise ValueError
                        data__perfileignores_value_is_list = isinstance(data__perfileignores_value, (list, tuple))
                        if data__perfileignores_value_is_list:
                            data__perfileignores_value_len = len(data__perfileignores_value)
                            for data__perfileignores_value_x, data__perfileignores_value_item in enumerate(data__perfileignores_value):
                                if not isinstance(data__perfileignores_value_item, str):
                                    raise ValueError
                                if isinstance(data__perfileignores_value_item, str):
                                    data__perfileignores_value_item_len = len(data__perfileignores_value_item)
                                    if data__perfileignores_value_item_len < 1:
                                        raise ValueError
        if 'policy' in data_keys:
            data_keys.remove('policy')
            data__policy = data['policy']
            if not isinstance(data__policy, (list, tuple)):
                raise ValueError
            data__policy_is_list = isinstance(data__policy, (list, tuple))
            if data__policy_is_list:
                data__policy_len = len(data__policy)
                if data__policy_len < 1:
                    raise ValueError
                for data__policy_x, data__policy_item in enumerate(data__policy):
                    validate____defs_row(data__policy_item)
        if data_keys:
            raise ValueError
    return data

def validate____defs_row(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['model', 'runtime', 'claim', 'allows']) - data.keys()
        if data__missing_keys:
            raise ValueError
        data_keys = set(data.keys())
        if 'route' in data_keys:
            data_keys.remove('route')
            data__route = data['route']
            if not isinstance(data__route, str):
                raise ValueError
            if isinstance(data__route, str):
                data__route_len = len(data__route)
                if data__route_len < 1:
                    raise ValueError
        if 'privacy' in data_keys:
            data_keys.remove('privacy')
            data__privacy = data['privacy']
            if not isinstance(data__privacy, str):
                raise ValueError
            if isinstance(data__privacy, str):
                data__privacy_len = len(data__privacy)
                if data__privacy_len < 1:
                    raise ValueError
        if 'min-vram-gb' in data_keys:
            data_keys.remove('min-vram-gb')
            data__minvramgb = data['min-vram-gb']
            if not isinstance(data__minvramgb, (int, float)) or isinstance(data__minvramgb, bool):
                raise ValueError
            if isinstance(data__minvramgb, (int, float)) and (not isinstance(data__minvramgb, bool)):
                if data__minvramgb < 0:
                    raise ValueError
        if 'max-vram-gb' in data_keys:
            data_keys.remove('max-vram-gb')
            data__maxvramgb = data['max-vram-gb']
            if not isinstance(data__maxvramgb, (int, float)) or isinstance(data__maxvramgb, bool):
                raise ValueError
            if isinstance(data__maxvramgb, (int, float)) and (not isinstance(data__maxvramgb, bool)):
                if data__maxvramgb < 0:
                    raise ValueError
        if 'needs-service' in data_keys:
            data_keys.remove('needs-service')
            data__needsservice = data['needs-service']
            if not isinstance(data__needsservice, bool):
                raise ValueError
        if 'model' in data_keys:
            data_keys.remove('model')
            data__model = data['model']
            if not isinstance(data__model, str):
                raise ValueError
            if isinstance(data__model, str):
                data__model_len = len(data__model)
                if data__model_len < 1:
                    raise ValueError
        if 'runtime' in data_keys:
            data_keys.remove('runtime')
            data__runtime = data['runtime']
            if not isinstance(data__runtime, str):
                raise ValueError
            if isinstance(data__runtime, str):
                data__runtime_len = len(data__runtime)
                if data__runtime_len < 1:
                    raise ValueError
        if 'claim' in data_keys:
            data_keys.remove('claim')
            data__claim = data['claim']
            if not isinstance(data__claim, str):
                raise ValueError
            if isinstance(data__claim, str):
                data__claim_len = len(data__claim)
                if data__claim_len < 1:
                    raise ValueError
        if 'allows' in data_keys:
            data_keys.remove('allows')
            data__allows = data['allows']
            if not isinstance(data__allows, (list, tuple)):
                raise ValueError
            data__allows_is_list = isinstance(data__allows, (list, tuple))
            if data__allows_is_list:
                data__allows_len = len(data__allows)
                for data__allows_x, data__allows_item in enumerate(data__allows):
                    if not isinstance(data__allows_item, str):
                        raise ValueError
                    if not (isinstance(data__allows_item, str) and data__allows_item == 'transformers' or (isinstance(data__allows_item, str) and data__allows_item == 'ollama') or (isinstance(data__allows_item, str) and data__allows_item == 'lm-studio') or (isinstance(data__allows_item, str) and data__allows_item == 'llama.cpp') or (isinstance(data__allows_item, str) and data__allows_item == 'vllm') or (isinstance(data__allows_item, str) and data__allows_item == 'sglang') or (isinstance(data__allows_item, str) and data__allows_item == 'tgi') or (isinstance(data__allows_item, str) and data__allows_item == 'mlx')):
                        raise ValueError
        if data_keys:
            raise ValueError
    return data

def validate____defs_level(data):
    if not isinstance(data, str):
        raise ValueError
    if not (isinstance(data, str) and data == 'error' or (isinstance(data, str) and data == 'warning') or (isinstance(data, str) and data == 'note')):
        raise ValueError
    return data


def accepts(data: object) -> bool:
    try:
        validate(data)
    except ValueError:
        return False
    return True
