import type { ConsoleHand } from '../console.ts';
import { typeInto } from '../typing.ts';
import { LEAD } from './database.ts';

const ACT_TIMEOUT_MS = 10_000;

export function hand(origin: string): ConsoleHand {
  return {
    submit: '#buttonYes',
    whenThere: (page) => page.locator('#buttonYes').waitFor(),
    signIn: async (page) => {
      await page.goto(`${origin}/index.php`);
      await typeInto(page, '#input_username', LEAD.name);
      await typeInto(page, '#input_password', LEAD.password);
      await page.keyboard.press('Enter');
      await page.locator('#pma_navigation_tree').waitFor({ timeout: ACT_TIMEOUT_MS });
    },
    fill: async (page, { tenant, user, scope, ends }) => {
      await typeInto(page, '#field_2_3', tenant);
      await typeInto(page, '#field_3_3', user);
      for (const privilege of scope)
        await page
          .locator('#field_4_3 option')
          .filter({ hasText: privilege })
          .first()
          .click({ modifiers: ['ControlOrMeta'] });
      await typeInto(page, '#field_5_3', ends.replace('T', ' '));
    },
  };
}
