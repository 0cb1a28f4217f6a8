import '@patternfly/react-core/dist/styles/base.css';
import {
  Checkbox,
  DatePicker,
  DualListSelector,
  DualListSelectorControl,
  DualListSelectorControlsWrapper,
  DualListSelectorList,
  DualListSelectorListItem,
  DualListSelectorPane,
  FormGroup,
  FormSelect,
  FormSelectOption,
  MenuToggle,
  NumberInput,
  Radio,
  Select,
  SelectList,
  SelectOption,
  Switch,
  TextArea,
  TextInput,
  TimePicker,
} from '@patternfly/react-core';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ROLES } from '../choices.ts';

function Role() {
  const [isOpen, setOpen] = useState(false);
  const [role, setRole] = useState(null);
  const label = ROLES.find(({ value }) => value === role)?.label ?? 'Choose one';
  return (
    <Select
      isOpen={isOpen}
      selected={role}
      onOpenChange={setOpen}
      onSelect={(_, value) => {
        setRole(value);
        setOpen(false);
      }}
      toggle={(ref) => (
        <MenuToggle ref={ref} onClick={() => setOpen(!isOpen)} isExpanded={isOpen} data-testid="role">
          {label}
        </MenuToggle>
      )}
    >
      <SelectList>
        {ROLES.map(({ value, label: words }) => (
          <SelectOption key={value} value={value}>
            {words}
          </SelectOption>
        ))}
      </SelectList>
      <input type="hidden" name="role" value={role ?? ''} />
    </Select>
  );
}

function Chosen() {
  const [chosen, setChosen] = useState([]);
  const [marked, setMarked] = useState(null);
  const left = ROLES.filter(({ value }) => !chosen.includes(value));
  const right = ROLES.filter(({ value }) => chosen.includes(value));
  const list = (roles) => (
    <DualListSelectorList>
      {roles.map(({ value, label }) => (
        <DualListSelectorListItem key={value} isSelected={marked === value} onOptionSelect={() => setMarked(value)}>
          {label}
        </DualListSelectorListItem>
      ))}
    </DualListSelectorList>
  );
  return (
    <DualListSelector>
      <DualListSelectorPane title="Available">{list(left)}</DualListSelectorPane>
      <DualListSelectorControlsWrapper>
        <DualListSelectorControl
          aria-label="Choose"
          isDisabled={marked === null}
          onClick={() => setChosen([...chosen, marked])}
          icon={<span>→</span>}
        />
      </DualListSelectorControlsWrapper>
      <DualListSelectorPane isChosen title="Chosen">
        {list(right)}
      </DualListSelectorPane>
    </DualListSelector>
  );
}

function Page() {
  const [tenant, setTenant] = useState('');
  const [note, setNote] = useState('');
  const [nativeRole, setNativeRole] = useState('');
  const [level, setLevel] = useState('');
  const [isAcknowledged, setAcknowledged] = useState(false);
  const [hasChildren, setChildren] = useState(false);
  const [hours, setHours] = useState(0);
  return (
    <>
      <FormGroup label="Tenant ID" fieldId="tenant">
        <TextInput id="tenant" name="tenant" value={tenant} onChange={(_, value) => setTenant(value)} />
      </FormGroup>
      <FormGroup label="Note" fieldId="note">
        <TextArea id="note" name="note" value={note} onChange={(_, value) => setNote(value)} />
      </FormGroup>
      <FormGroup label="Native role" fieldId="native-role">
        <FormSelect id="native-role" name="native_role" value={nativeRole} onChange={(_, value) => setNativeRole(value)}>
          <FormSelectOption value="" label="Choose one" />
          {ROLES.map(({ value, label }) => (
            <FormSelectOption key={value} value={value} label={label} />
          ))}
        </FormSelect>
      </FormGroup>
      <Role />
      <FormGroup role="radiogroup" label="Level" fieldId="level">
        {ROLES.map(({ value, label }) => (
          <Radio
            key={value}
            id={`level-${value}`}
            name="level"
            value={value}
            label={label}
            isChecked={level === value}
            onChange={() => setLevel(value)}
          />
        ))}
      </FormGroup>
      <Checkbox
        id="ack"
        name="acknowledged"
        label="Acknowledged"
        isChecked={isAcknowledged}
        onChange={(_, isOn) => setAcknowledged(isOn)}
      />
      <Switch
        id="children"
        name="child_tenants"
        label="Include child tenants"
        isChecked={hasChildren}
        onChange={(_, isOn) => setChildren(isOn)}
      />
      <NumberInput
        inputName="hours"
        inputAriaLabel="Hours"
        value={hours}
        onMinus={() => setHours(hours - 1)}
        onPlus={() => setHours(hours + 1)}
        onChange={(event) => setHours(Number(event.target.value))}
      />
      <DatePicker aria-label="Access ends on" inputProps={{ name: 'ends_date' }} />
      <TimePicker is24Hour inputProps={{ name: 'ends_time', 'aria-label': 'Access ends at' }} />
      <Chosen />
    </>
  );
}

createRoot(document.getElementById('fields')).render(<Page />);
