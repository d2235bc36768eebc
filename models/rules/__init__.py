"""Pure rules: functions over frozen data, standard library only; the day is always an argument."""
