import { expect, it } from 'vitest';
import { whyAlike } from '../../../components/builder/ChoicesCalled.tsx';

const CHOICES = [
  { sent: '7', says: 'Restore' },
  { sent: 'tenant.read', says: 'tenant.read' },
];

it('two choices that would be one in the packet cannot be kept', () => {
  expect(whyAlike(CHOICES, {})).toBeNull();
  expect(whyAlike(CHOICES, { 7: 'tenant.restore' })).toBeNull();
  expect(whyAlike(CHOICES, { 7: 'tenant.read' })).toBe('Two choices would be called the same in the packet.');
});
