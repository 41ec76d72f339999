"""Model and runtime decision: whether a mapping obeys the schema (derived by tools/generate.py)."""
# fmt: off
# ruff: noqa
# mypy: ignore-errors
import re
REGEX_PATTERNS = {'^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$': re.compile('^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\\Z')}

def validate(data):
    if not isinstance(data, dict):
        raise ValueError
    data_any_of_count1 = 0
    if not data_any_of_count1:
        try:
            data_is_dict = isinstance(data, dict)
            if data_is_dict:
                data__missing_keys = set(['eval_gate']) - data.keys()
                if data__missing_keys:
                    raise ValueError
            data_any_of_count1 += 1
        except ValueError:
            pass
    if not data_any_of_count1:
        try:
            data_is_dict = isinstance(data, dict)
            if data_is_dict:
                data__missing_keys = set(['switch_condition']) - data.keys()
                if data__missing_keys:
                    raise ValueError
            data_any_of_count1 += 1
        except ValueError:
            pass
    if not data_any_of_count1:
        try:
            data_is_dict = isinstance(data, dict)
            if data_is_dict:
                data__missing_keys = set(['upgrade_signal']) - data.keys()
                if data__missing_keys:
                    raise ValueError
            data_any_of_count1 += 1
        except ValueError:
            pass
    if not data_any_of_count1:
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['project_goal', 'must_have', 'candidates', 'fallback', 'evidence']) - data.keys()
        if data__missing_keys:
            raise ValueError
        data_keys = set(data.keys())
        if 'project_goal' in data_keys:
            data_keys.remove('project_goal')
            data__projectgoal = data['project_goal']
            if not isinstance(data__projectgoal, str):
                raise ValueError
            if isinstance(data__projectgoal, str):
                data__projectgoal_len = len(data__projectgoal)
                if data__projectgoal_len < 1:
                    raise ValueError
        if 'must_have' in data_keys:
            data_keys.remove('must_have')
            data__musthave = data['must_have']
            if not isinstance(data__musthave, (list, tuple)):
                raise ValueError
            data__musthave_is_list = isinstance(data__musthave, (list, tuple))
            if data__musthave_is_list:
                data__musthave_len = len(data__musthave)
                if data__musthave_len < 1:
                    raise ValueError
                for data__musthave_x, data__musthave_item in enumerate(data__musthave):
                    if not isinstance(data__musthave_item, str):
                        raise ValueError
                    if isinstance(data__musthave_item, str):
                        data__musthave_item_len = len(data__musthave_item)
                        if data__musthave_item_len < 1:
                            raise ValueError
        if 'nice_to_have' in data_keys:
            data_keys.remove('nice_to_have')
            data__nicetohave = data['nice_to_have']
            if not isinstance(data__nicetohave, (list, tuple)):
                raise ValueError
            data__nicetohave_is_list = isinstance(data__nicetohave, (list, tuple))
            if data__nicetohave_is_list:
                data__nicetohave_len = len(data__nicetohave)
                for data__nicetohave_x, data__nicetohave_item in enumerate(data__nicetohave):
                    if not isinstance(data__nicetohave_item, str):
                        raise ValueError
                    if isinstance(data__nicetohave_item, str):
                        data__nicetohave_item_len = len(data__nicetohave_item)
                        if data__nicetohave_item_len < 1:
                            raise ValueError
        if 'status' in data_keys:
            data_keys.remove('status')
            data__status = data['status']
            if not isinstance(data__status, str):
                raise ValueError
            if not (isinstance(data__status, str) and data__status == 'draft' or (isinstance(data__status, str) and data__status == 'proposed') or (isinstance(data__status, str) and data__status == 'accepted') or (isinstance(data__status, str) and data__status == 'complete') or (isinstance(data__status, str) and data__status == 'superseded') or (isinstance(data__status, str) and data__status == 'rejected') or (isinstance(data__status, str) and data__status == 'deprecated')):
                raise ValueError
        if 'date' in data_keys:
            data_keys.remove('date')
            data__date = data['date']
            if not isinstance(data__date, str):
                raise ValueError
            if isinstance(data__date, str):
                data__date_len = len(data__date)
                if data__date_len < 1:
                    raise ValueError
                if data__date_len > 10:
                    raise ValueError
                if not REGEX_PATTERNS['^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'].search(data__date):
                    raise ValueError
        if 'owner' in data_keys:
            data_keys.remove('owner')
            data__owner = data['owner']
            if not isinstance(data__owner, str):
                raise ValueError
            if isinstance(data__owner, str):
                data__owner_len = len(data__owner)
                if data__owner_len < 1:
                    raise ValueError
        if 'profile' in data_keys:
            data_keys.remove('profile')
            data__profile = data['profile']
            validate____defs_profile(data__profile)
        if 'hardware' in data_keys:
            data_keys.remove('hardware')
            data__hardware = data['hardware']
            validate____defs_hardware(data__hardware)
        if 'requirements' in data_keys:
            data_keys.remove('requirements')
            data__requirements = data['requirements']
            validate____defs_requirements(data__requirements)
        if 'candidates' in data_keys:
            data_keys.remove('candidates')
            data__candidates = data['candidates']
            if not isinstance(data__candidates, (list, tuple)):
                raise ValueError
            data__candidates_is_list = isinstance(data__candidates, (list, tuple))
            if data__candidates_is_list:
                data__candidates_len = len(data__candidates)
                if data__candidates_len < 1:
                    raise ValueError
                for data__candidates_x, data__candidates_item in enumerate(data__candidates):
                    validate____defs_candidate(data__candidates_item)
        if 'selected' in data_keys:
            data_keys.remove('selected')
            data__selected = data['selected']
            if not isinstance(data__selected, int) and (not (isinstance(data__selected, float) and data__selected.is_integer())) or isinstance(data__selected, bool):
                raise ValueError
            if isinstance(data__selected, (int, float)) and (not isinstance(data__selected, bool)):
                if data__selected < 0:
                    raise ValueError
        if 'runtime_decision' in data_keys:
            data_keys.remove('runtime_decision')
            data__runtimedecision = data['runtime_decision']
            if not isinstance(data__runtimedecision, str):
                raise ValueError
            if isinstance(data__runtimedecision, str):
                data__runtimedecision_len = len(data__runtimedecision)
                if data__runtimedecision_len < 1:
                    raise ValueError
        if 'fallback' in data_keys:
            data_keys.remove('fallback')
            data__fallback = data['fallback']
            if not isinstance(data__fallback, str):
                raise ValueError
            if isinstance(data__fallback, str):
                data__fallback_len = len(data__fallback)
                if data__fallback_len < 1:
                    raise ValueError
        if 'why_now' in data_keys:
            data_keys.remove('why_now')
            data__whynow = data['why_now']
            if not isinstance(data__whynow, str):
                raise ValueError
            if isinstance(data__whynow, str):
                data__whynow_len = len(data__whynow)
                if data__whynow_len < 1:
                    raise ValueError
        if 'rejected_for_now' in data_keys:
            data_keys.remove('rejected_for_now')
            data__rejectedfornow = data['rejected_for_now']
            if not isinstance(data__rejectedfornow, (list, tuple)):
                raise ValueError
            data__rejectedfornow_is_list = isinstance(data__rejectedfornow, (list, tuple))
            if data__rejectedfornow_is_list:
                data__rejectedfornow_len = len(data__rejectedfornow)
                for data__rejectedfornow_x, data__rejectedfornow_item in enumerate(data__rejectedfornow):
                    if not isinstance(data__rejectedfornow_item, str):
                        raise ValueError
                    if isinstance(data__rejectedfornow_item, str):
                        data__rejectedfornow_item_len = len(data__rejectedfornow_item)
                        if data__rejectedfornow_item_len < 1:
                            raise ValueError
        if 'eval_gate' in data_keys:
            data_keys.remove('eval_gate')
            data__evalgate = data['eval_gate']
            if not isinstance(data__evalgate, str):
                raise ValueError
            if isinstance(data__evalgate, str):
                data__evalgate_len = len(data__evalgate)
                if data__evalgate_len < 1:
                    raise ValueError
        if 'switch_condition' in data_keys:
            data_keys.remove('switch_condition')
            data__switchcondition = data['switch_condition']
            if not isinstance(data__switchcondition, str):
                raise ValueError
            if isinstance(data__switchcondition, str):
                data__switchcondition_len = len(data__switchcondition)
                if data__switchcondition_len < 1:
                    raise ValueError
        if 'upgrade_signal' in data_keys:
            data_keys.remove('upgrade_signal')
            data__upgradesignal = data['upgrade_signal']
            if not isinstance(data__upgradesignal, str):
                raise ValueError
            if isinstance(data__upgradesignal, str):
                data__upgradesignal_len = len(data__upgradesignal)
                if data__upgradesignal_len < 1:
                    raise ValueError
        if 'budget' in data_keys:
            data_keys.remove('budget')
            data__budget = data['budget']
            if not isinstance(data__budget, str):
                raise ValueError
            if isinstance(data__budget, str):
                data__budget_len = len(data__budget)
                if data__budget_len < 1:
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
        if 'expected_output' in data_keys:
            data_keys.remove('expected_output')
            data__expectedoutput = data['expected_output']
            if not isinstance(data__expectedoutput, str):
                raise ValueError
            if isinstance(data__expectedoutput, str):
                data__expectedoutput_len = len(data__expectedoutput)
                if data__expectedoutput_len < 1:
                    raise ValueError
        if 'evidence' in data_keys:
            data_keys.remove('evidence')
            data__evidence = data['evidence']
            validate____defs_evidence(data__evidence)
        if data_keys:
            raise ValueError
    return data

def validate____defs_evidence(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['stop_procedure']) - data.keys()
        if data__missing_keys:
            raise ValueError
        data_keys = set(data.keys())
        if 'model_version' in data_keys:
            data_keys.remove('model_version')
            data__modelversion = data['model_version']
            if not isinstance(data__modelversion, str):
                raise ValueError
            if isinstance(data__modelversion, str):
                data__modelversion_len = len(data__modelversion)
                if data__modelversion_len < 1:
                    raise ValueError
        if 'first_run_command' in data_keys:
            data_keys.remove('first_run_command')
            data__firstruncommand = data['first_run_command']
            if not isinstance(data__firstruncommand, str):
                raise ValueError
            if isinstance(data__firstruncommand, str):
                data__firstruncommand_len = len(data__firstruncommand)
                if data__firstruncommand_len < 1:
                    raise ValueError
        if 'first_output' in data_keys:
            data_keys.remove('first_output')
            data__firstoutput = data['first_output']
            if not isinstance(data__firstoutput, str):
                raise ValueError
            if isinstance(data__firstoutput, str):
                data__firstoutput_len = len(data__firstoutput)
                if data__firstoutput_len < 1:
                    raise ValueError
        if 'evaluation_table' in data_keys:
            data_keys.remove('evaluation_table')
            data__evaluationtable = data['evaluation_table']
            if not isinstance(data__evaluationtable, str):
                raise ValueError
            if isinstance(data__evaluationtable, str):
                data__evaluationtable_len = len(data__evaluationtable)
                if data__evaluationtable_len < 1:
                    raise ValueError
        if 'stop_procedure' in data_keys:
            data_keys.remove('stop_procedure')
            data__stopprocedure = data['stop_procedure']
            if not isinstance(data__stopprocedure, str):
                raise ValueError
            if isinstance(data__stopprocedure, str):
                data__stopprocedure_len = len(data__stopprocedure)
                if data__stopprocedure_len < 1:
                    raise ValueError
        if 'stop_time' in data_keys:
            data_keys.remove('stop_time')
            data__stoptime = data['stop_time']
            if not isinstance(data__stoptime, str):
                raise ValueError
            if isinstance(data__stoptime, str):
                data__stoptime_len = len(data__stoptime)
                if data__stoptime_len < 1:
                    raise ValueError
        if 'latency_note' in data_keys:
            data_keys.remove('latency_note')
            data__latencynote = data['latency_note']
            if not isinstance(data__latencynote, str):
                raise ValueError
            if isinstance(data__latencynote, str):
                data__latencynote_len = len(data__latencynote)
                if data__latencynote_len < 1:
                    raise ValueError
        if 'endpoint' in data_keys:
            data_keys.remove('endpoint')
            data__endpoint = data['endpoint']
            if not isinstance(data__endpoint, str):
                raise ValueError
            if isinstance(data__endpoint, str):
                data__endpoint_len = len(data__endpoint)
                if data__endpoint_len < 1:
                    raise ValueError
        if data_keys:
            raise ValueError
    return data

def validate____defs_candidate(data):
    if not isinstance(data, dict):
        raise ValueError
    data_any_of_count2 = 0
    if not data_any_of_count2:
        try:
            data_is_dict = isinstance(data, dict)
            if data_is_dict:
                data__missing_keys = set(['hardware_note']) - data.keys()
                if data__missing_keys:
                    raise ValueError
            data_any_of_count2 += 1
        except ValueError:
            pass
    if not data_any_of_count2:
        try:
            data_is_dict = isinstance(data, dict)
            if data_is_dict:
                data__missing_keys = set(['cloud_api']) - data.keys()
                if data__missing_keys:
                    raise ValueError
                data_keys = set(data.keys())
                if 'cloud_api' in data_keys:
                    data_keys.remove('cloud_api')
                    data__cloudapi = data['cloud_api']
                    if not (isinstance(data__cloudapi, bool) and data__cloudapi is True):
                        raise ValueError
            data_any_of_count2 += 1
        except ValueError:
            pass
    if not data_any_of_count2:
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['model', 'license_note', 'runtime_note']) - data.keys()
        if data__missing_keys:
            raise ValueError
        data_keys = set(data.keys())
        if 'model' in data_keys:
            data_keys.remove('model')
            data__model = data['model']
            validate____defs_model(data__model)
        if 'license_note' in data_keys:
            data_keys.remove('license_note')
            data__licensenote = data['license_note']
            if not isinstance(data__licensenote, str):
                raise ValueError
            if isinstance(data__licensenote, str):
                data__licensenote_len = len(data__licensenote)
                if data__licensenote_len < 1:
                    raise ValueError
        if 'runtimes' in data_keys:
            data_keys.remove('runtimes')
            data__runtimes = data['runtimes']
            if not isinstance(data__runtimes, (list, tuple)):
                raise ValueError
            data__runtimes_is_list = isinstance(data__runtimes, (list, tuple))
            if data__runtimes_is_list:
                data__runtimes_len = len(data__runtimes)
                for data__runtimes_x, data__runtimes_item in enumerate(data__runtimes):
                    if not isinstance(data__runtimes_item, str):
                        raise ValueError
                    if isinstance(data__runtimes_item, str):
                        data__runtimes_item_len = len(data__runtimes_item)
                        if data__runtimes_item_len < 1:
                            raise ValueError
        if 'runtime_note' in data_keys:
            data_keys.remove('runtime_note')
            data__runtimenote = data['runtime_note']
            if not isinstance(data__runtimenote, str):
                raise ValueError
            if isinstance(data__runtimenote, str):
                data__runtimenote_len = len(data__runtimenote)
                if data__runtimenote_len < 1:
                    raise ValueError
        if 'hardware_note' in data_keys:
            data_keys.remove('hardware_note')
            data__hardwarenote = data['hardware_note']
            if not isinstance(data__hardwarenote, str):
                raise ValueError
            if isinstance(data__hardwarenote, str):
                data__hardwarenote_len = len(data__hardwarenote)
                if data__hardwarenote_len < 1:
                    raise ValueError
        if 'devices' in data_keys:
            data_keys.remove('devices')
            data__devices = data['devices']
            if not isinstance(data__devices, (list, tuple)):
                raise ValueError
            data__devices_is_list = isinstance(data__devices, (list, tuple))
            if data__devices_is_list:
                data__devices_len = len(data__devices)
                for data__devices_x, data__devices_item in enumerate(data__devices):
                    validate____defs_device(data__devices_item)
        if 'risk' in data_keys:
            data_keys.remove('risk')
            data__risk = data['risk']
            if not isinstance(data__risk, str):
                raise ValueError
            if isinstance(data__risk, str):
                data__risk_len = len(data__risk)
                if data__risk_len < 1:
                    raise ValueError
        if 'context_length' in data_keys:
            data_keys.remove('context_length')
            data__contextlength = data['context_length']
            if not isinstance(data__contextlength, int) and (not (isinstance(data__contextlength, float) and data__contextlength.is_integer())) or isinstance(data__contextlength, bool):
                raise ValueError
            if isinstance(data__contextlength, (int, float)) and (not isinstance(data__contextlength, bool)):
                if data__contextlength < 1:
                    raise ValueError
        if 'dtype' in data_keys:
            data_keys.remove('dtype')
            data__dtype = data['dtype']
            if not isinstance(data__dtype, str):
                raise ValueError
            if isinstance(data__dtype, str):
                data__dtype_len = len(data__dtype)
                if data__dtype_len < 1:
                    raise ValueError
        if 'size' in data_keys:
            data_keys.remove('size')
            data__size = data['size']
            if not isinstance(data__size, str):
                raise ValueError
            if isinstance(data__size, str):
                data__size_len = len(data__size)
                if data__size_len < 1:
                    raise ValueError
        if 'cloud_api' in data_keys:
            data_keys.remove('cloud_api')
            data__cloudapi = data['cloud_api']
            if not isinstance(data__cloudapi, bool):
                raise ValueError
        if data_keys:
            raise ValueError
    return data

def validate____defs_device(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['name']) - data.keys()
        if data__missing_keys:
            raise ValueError
        data_keys = set(data.keys())
        if 'name' in data_keys:
            data_keys.remove('name')
            data__name = data['name']
            if not isinstance(data__name, str):
                raise ValueError
            if isinstance(data__name, str):
                data__name_len = len(data__name)
                if data__name_len < 1:
                    raise ValueError
        if 'count' in data_keys:
            data_keys.remove('count')
            data__count = data['count']
            if not isinstance(data__count, int) and (not (isinstance(data__count, float) and data__count.is_integer())) or isinstance(data__count, bool):
                raise ValueError
            if isinstance(data__count, (int, float)) and (not isinstance(data__count, bool)):
                if data__count < 1:
                    raise ValueError
        if 'memory_gb' in data_keys:
            data_keys.remove('memory_gb')
            data__memorygb = data['memory_gb']
            if not isinstance(data__memorygb, (int, float)) or isinstance(data__memorygb, bool):
                raise ValueError
        if data_keys:
            raise ValueError
    return data

def validate____defs_model(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['text']) - data.keys()
        if data__missing_keys:
            raise ValueError
        data_keys = set(data.keys())
        if 'text' in data_keys:
            data_keys.remove('text')
            data__text = data['text']
            if not isinstance(data__text, str):
                raise ValueError
            if isinstance(data__text, str):
                data__text_len = len(data__text)
                if data__text_len < 1:
                    raise ValueError
        if 'repo_id' in data_keys:
            data_keys.remove('repo_id')
            data__repoid = data['repo_id']
            if not isinstance(data__repoid, str):
                raise ValueError
            if isinstance(data__repoid, str):
                data__repoid_len = len(data__repoid)
                if data__repoid_len < 1:
                    raise ValueError
        if 'revision' in data_keys:
            data_keys.remove('revision')
            data__revision = data['revision']
            if not isinstance(data__revision, str):
                raise ValueError
            if isinstance(data__revision, str):
                data__revision_len = len(data__revision)
                if data__revision_len < 1:
                    raise ValueError
        if 'quantization' in data_keys:
            data_keys.remove('quantization')
            data__quantization = data['quantization']
            if not isinstance(data__quantization, str):
                raise ValueError
            if isinstance(data__quantization, str):
                data__quantization_len = len(data__quantization)
                if data__quantization_len < 1:
                    raise ValueError
        if data_keys:
            raise ValueError
    return data

def validate____defs_requirements(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if 'context_length' in data_keys:
            data_keys.remove('context_length')
            data__contextlength = data['context_length']
            if not isinstance(data__contextlength, int) and (not (isinstance(data__contextlength, float) and data__contextlength.is_integer())) or isinstance(data__contextlength, bool):
                raise ValueError
            if isinstance(data__contextlength, (int, float)) and (not isinstance(data__contextlength, bool)):
                if data__contextlength < 1:
                    raise ValueError
        if 'concurrency' in data_keys:
            data_keys.remove('concurrency')
            data__concurrency = data['concurrency']
            if not isinstance(data__concurrency, int) and (not (isinstance(data__concurrency, float) and data__concurrency.is_integer())) or isinstance(data__concurrency, bool):
                raise ValueError
            if isinstance(data__concurrency, (int, float)) and (not isinstance(data__concurrency, bool)):
                if data__concurrency < 1:
                    raise ValueError
        if 'languages' in data_keys:
            data_keys.remove('languages')
            data__languages = data['languages']
            if not isinstance(data__languages, (list, tuple)):
                raise ValueError
            data__languages_is_list = isinstance(data__languages, (list, tuple))
            if data__languages_is_list:
                data__languages_len = len(data__languages)
                for data__languages_x, data__languages_item in enumerate(data__languages):
                    if not isinstance(data__languages_item, str):
                        raise ValueError
                    if isinstance(data__languages_item, str):
                        data__languages_item_len = len(data__languages_item)
                        if data__languages_item_len < 1:
                            raise ValueError
        if 'commercial_use' in data_keys:
            data_keys.remove('commercial_use')
            data__commercialuse = data['commercial_use']
            if not isinstance(data__commercialuse, bool):
                raise ValueError
        if 'redistribution' in data_keys:
            data_keys.remove('redistribution')
            data__redistribution = data['redistribution']
            if not isinstance(data__redistribution, bool):
                raise ValueError
        if 'region' in data_keys:
            data_keys.remove('region')
            data__region = data['region']
            if not isinstance(data__region, str):
                raise ValueError
            if isinstance(data__region, str):
                data__region_len = len(data__region)
                if data__region_len < 1:
                    raise ValueError
        if data_keys:
            raise ValueError
    return data

def validate____defs_hardware(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if 'devices' in data_keys:
            data_keys.remove('devices')
            data__devices = data['devices']
            if not isinstance(data__devices, (list, tuple)):
                raise ValueError
            data__devices_is_list = isinstance(data__devices, (list, tuple))
            if data__devices_is_list:
                data__devices_len = len(data__devices)
                for data__devices_x, data__devices_item in enumerate(data__devices):
                    validate____defs_device(data__devices_item)
        if 'ram_gb' in data_keys:
            data_keys.remove('ram_gb')
            data__ramgb = data['ram_gb']
            if not isinstance(data__ramgb, (int, float)) or isinstance(data__ramgb, bool):
                raise ValueError
        if 'disk_gb' in data_keys:
            data_keys.remove('disk_gb')
            data__diskgb = data['disk_gb']
            if not isinstance(data__diskgb, (int, float)) or isinstance(data__diskgb, bool):
                raise ValueError
        if 'note' in data_keys:
            data_keys.remove('note')
            data__note = data['note']
            if not isinstance(data__note, str):
                raise ValueError
            if isinstance(data__note, str):
                data__note_len = len(data__note)
                if data__note_len < 1:
                    raise ValueError
        if data_keys:
            raise ValueError
    return data

def validate____defs_profile(data):
    if not isinstance(data, dict):
        raise ValueError
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if 'task' in data_keys:
            data_keys.remove('task')
            data__task = data['task']
            if not isinstance(data__task, str):
                raise ValueError
            if isinstance(data__task, str):
                data__task_len = len(data__task)
                if data__task_len < 1:
                    raise ValueError
        if 'route' in data_keys:
            data_keys.remove('route')
            data__route = data['route']
            if not isinstance(data__route, str):
                raise ValueError
            if not (isinstance(data__route, str) and data__route == 'local_cpu' or (isinstance(data__route, str) and data__route == 'free_colab') or (isinstance(data__route, str) and data__route == 'rented_gpu')):
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
        if 'needs_service' in data_keys:
            data_keys.remove('needs_service')
            data__needsservice = data['needs_service']
            if not isinstance(data__needsservice, bool):
                raise ValueError
        if 'available_vram_gb' in data_keys:
            data_keys.remove('available_vram_gb')
            data__availablevramgb = data['available_vram_gb']
            if not isinstance(data__availablevramgb, (int, float)) or isinstance(data__availablevramgb, bool):
                raise ValueError
            if isinstance(data__availablevramgb, (int, float)) and (not isinstance(data__availablevramgb, bool)):
                if data__availablevramgb < 0:
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
