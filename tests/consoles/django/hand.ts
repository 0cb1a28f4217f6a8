import type { Page } from '@playwright/test';
import { FAST } from '../../hand/screens.ts';
import type { ConsoleHand } from '../console.ts';
import { typeInto } from '../typing.ts';

const ACT_TIMEOUT_MS = 10_000;

export function hand(origin: string): ConsoleHand {
  return {
    submit: 'input[name=_save]',
    whenThere: (page) => page.locator('#grant_form').waitFor(),
    signIn: async (page) => {
      await page.goto(`${origin}/admin/login/`);
      await typeInto(page, 'input[name=username]', 'lead-01');
      await typeInto(page, 'input[name=password]', 'practice');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname === '/admin/', { timeout: ACT_TIMEOUT_MS, waitUntil: 'load' });
    },
    fill: async (page, { tenant, user, scope, ends }) => {
      const [date = '', time = ''] = ends.split('T');
      await typeInto(page, 'input[name=tenant]', tenant);
      await pickUser(page, user);
      for (const privilege of scope) {
        await page.locator('#id_scope_from option').filter({ hasText: privilege }).first().click();
        await page.locator('#id_scope_add_link').click();
      }
      await typeInto(page, 'input[name=ends_0]', date);
      await typeInto(page, 'input[name=ends_1]', time);
    },
  };
}

/** A choice that is searched: opened, typed into, and picked. */
async function pickUser(page: Page, user: string): Promise<void> {
  await page.locator('select[name=user] + .select2').click();
  await page.keyboard.type(user, { delay: FAST.keyMs });
  await page.locator('.select2-results__option').filter({ hasText: user }).first().click();
}
