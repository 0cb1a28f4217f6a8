import { Checkbox, ConfigProvider, DatePicker, Input, InputNumber, Radio, Select, Switch, Transfer } from 'antd';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { EVIDENCE, INCIDENTS, ROLES } from '../choices.ts';

const plain = (texts) => texts.map((one) => ({ value: one, label: one }));

function Chosen() {
  const [keys, setKeys] = useState([]);
  return (
    <Transfer
      dataSource={ROLES.map(({ value, label }) => ({ key: value, title: label }))}
      titles={['Available', 'Chosen']}
      targetKeys={keys}
      onChange={setKeys}
      render={(item) => item.title}
    />
  );
}

function Page() {
  return (
    <ConfigProvider>
      <label htmlFor="tenant">Tenant ID</label>
      <Input id="tenant" name="tenant" />
      <label htmlFor="role">Role</label>
      <Select id="role" options={ROLES} style={{ width: 240 }} />
      <label htmlFor="roles">Roles</label>
      <Select id="roles" mode="multiple" options={ROLES} style={{ width: 500 }} />
      <label htmlFor="incident">Incident</label>
      <Select id="incident" showSearch options={plain(INCIDENTS)} style={{ width: 240 }} />
      <label htmlFor="evidence">Evidence</label>
      <Select id="evidence" mode="tags" options={plain(EVIDENCE)} style={{ width: 400 }} />
      <div role="radiogroup" aria-label="Level">
        <Radio.Group name="level" options={ROLES} />
      </div>
      <Checkbox name="acknowledged">Acknowledged</Checkbox>
      <span id="children-label">Include child tenants</span>
      <Switch aria-labelledby="children-label" />
      <label htmlFor="hours">Hours</label>
      <InputNumber id="hours" name="hours" />
      <label htmlFor="ends">Access ends</label>
      <DatePicker id="ends" showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
      <section aria-label="Privileges">
        <Chosen />
      </section>
    </ConfigProvider>
  );
}

createRoot(document.getElementById('fields')).render(<Page />);
