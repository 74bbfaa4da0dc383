import {expect, test} from 'vitest';
import {budgetOf, usualSteps} from '../../../source/policy/sets/index.ts';

test('a budget lasts for as many steps as it has', () => {
	const budget = budgetOf(10);
	expect(budget.spend(4)).toBe(true);
	expect(budget.spend(6)).toBe(true);
	expect(budget.isSpent()).toBe(false);
	expect(budget.spend(1)).toBe(false);
	expect(budget.isSpent()).toBe(true);
});

test('a spent budget stays spent', () => {
	const budget = budgetOf(1);
	budget.spend(5);
	expect(budget.spend(0)).toBe(false);
	expect(budget.isSpent()).toBe(true);
});

test('a budget is the usual one unless said otherwise', () => {
	const budget = budgetOf();
	expect(budget.spend(usualSteps)).toBe(true);
	expect(budget.spend(1)).toBe(false);
});
