import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { ConditionBody, SelectionBody } from '@outpace/protocol/dialing-order.ts';
import { OPERATORS, OPERATORS_OF, OPERATORS_WITHOUT_VALUE } from '@outpace/protocol/tables.ts';
import { IconPlus } from '@tabler/icons-react';
import { type ChosenField, firstValue, operatorWords, valueWords } from './order-words.ts';
import { keyOf, replaced, without } from './ordered.ts';
import { RowTools } from './row-tools.tsx';

type Filter = SelectionBody['filter'];
type Props = {
  readonly filter: Filter;
  readonly fields: readonly ChosenField[];
  readonly onChange: (filter: Filter) => void;
};

const CONDITIONS_MAX = 20;

/** Whom to call, one condition a row. */
export function OrderConditions({ filter, fields, onChange }: Props) {
  const { match, conditions } = filter;
  const [first] = fields;
  return (
    <fieldset className="rows">
      <legend>Who is called</legend>
      <p className="rows-note">
        {conditions.length === 0
          ? 'Everybody who waits. Add a condition to call only some.'
          : 'Who does not pass waits, and is asked again after each change of the record. ' +
            'Promised callbacks are kept in any case.'}
      </p>
      {conditions.length < 2 ? null : (
        <SegmentedControl
          aria-label="How the conditions belong together"
          data={[
            { value: 'all', label: 'All of these hold' },
            { value: 'any', label: 'Any of these holds' },
          ]}
          value={match}
          onChange={(value) => onChange({ ...filter, match: value === 'any' ? 'any' : 'all' })}
        />
      )}
      {conditions.map((condition, n) => (
        <ConditionRow
          key={keyOf(condition)}
          name={`Condition ${n + 1}`}
          condition={condition}
          fields={fields}
          onChange={(next) =>
            onChange({ ...filter, conditions: replaced(conditions, condition, next) })
          }
          onRemove={() => onChange({ ...filter, conditions: without(conditions, condition) })}
        />
      ))}
      {conditions.length >= CONDITIONS_MAX || first === undefined ? null : (
        <Button
          variant="default"
          className="rows-add"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onChange({ ...filter, conditions: [...conditions, freshOn(first)] })}
        >
          Add a condition
        </Button>
      )}
    </fieldset>
  );
}

const freshOn = (field: ChosenField): ConditionBody => asked(field, 'equals');

/** A value that fits is kept nowhere: another field or none has a first one of its own. */
function asked(field: ChosenField, operator: ConditionBody['operator']): ConditionBody {
  const value = OPERATORS_WITHOUT_VALUE.includes(operator) ? undefined : firstValue(field);
  return { field: field.key, operator, ...(value === undefined ? {} : { value }) };
}

type RowProps = {
  readonly name: string;
  readonly condition: ConditionBody;
  readonly fields: readonly ChosenField[];
  readonly onChange: (condition: ConditionBody) => void;
  readonly onRemove: () => void;
};

function ConditionRow({ name, condition, fields, onChange, onRemove }: RowProps) {
  const field = fields.find(({ key }) => key === condition.field);
  if (field === undefined) return null;
  const choose = (operator: ConditionBody['operator']): void => {
    const hadValue = condition.value !== undefined;
    const needs = !OPERATORS_WITHOUT_VALUE.includes(operator);
    onChange(hadValue && needs ? { ...condition, operator } : asked(field, operator));
  };
  return (
    <fieldset className="order-condition" aria-label={name}>
      <Select
        label="Field"
        searchable
        allowDeselect={false}
        data={fields.map(({ key, label }) => ({ value: key, label }))}
        value={field.key}
        onChange={(key) => {
          const next = fields.find((each) => each.key === key);
          if (next !== undefined && next !== field) onChange(freshOn(next));
        }}
      />
      <Select
        label="Test"
        allowDeselect={false}
        data={OPERATORS_OF[field.type].map((operator) => ({
          value: operator,
          label: operatorWords(operator, field.type),
        }))}
        value={condition.operator}
        onChange={(value) => {
          const operator = OPERATORS.find((each) => each === value);
          if (operator !== undefined) choose(operator);
        }}
      />
      {condition.value === undefined ? (
        <span />
      ) : (
        <ValueInput
          field={field}
          value={condition.value}
          onValue={(value) => onChange({ ...condition, value })}
        />
      )}
      <RowTools of={name} onRemove={onRemove} />
    </fieldset>
  );
}

type Value = NonNullable<ConditionBody['value']>;
type ValueProps = {
  readonly field: ChosenField;
  readonly value: Value;
  readonly onValue: (value: Value) => void;
};

function ValueInput({ field, value, onValue }: ValueProps) {
  switch (field.type) {
    case 'number':
      return (
        <NumberInput
          label="Value"
          value={Number(value)}
          onChange={(typed) => onValue(Number(typed) || 0)}
        />
      );
    case 'yes-no':
      return (
        <Select
          label="Value"
          allowDeselect={false}
          data={['yes', 'no']}
          value={value === true ? 'yes' : 'no'}
          onChange={(chosen) => onValue(chosen === 'yes')}
        />
      );
    case 'choice':
      return (
        <Select
          label="Value"
          searchable
          allowDeselect={false}
          data={field.choices.map((each) => ({ value: each, label: valueWords(each, field) }))}
          value={String(value)}
          onChange={(chosen) => onValue(chosen ?? value)}
        />
      );
    case 'date':
    case 'text':
    case 'link':
      return (
        <TextInput
          label="Value"
          type={field.type === 'date' ? 'date' : 'text'}
          required
          maxLength={400}
          value={String(value)}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      );
  }
}
