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
