/** One thing that is wrong in the little shop, and what a person would say of it. */
export interface Task {
  readonly name: string;
  /** As it is typed after /goal. */
  readonly goal: string;
  readonly file: string;
  readonly bug: string;
  readonly fix: string;
}

function task(name: string, complaint: string, bug: string, fix: string): Task {
  const file = `src/${name}.js`;
  const goal = `The price of an order is wrong in ${file}: ${complaint}\n\n- \`npm test\` passes\n- the rule in ${file} is the one asked for`;
  return { name, goal, file, bug, fix };
}

/** All of one kind, as work in one repository is: a rule is off by one, and the tests run on what `npm run build` made. */
export const TASKS: readonly Task[] = [
  task('discount', 'ten pieces must already cost a tenth less.', 'quantity > 10', 'quantity >= 10'),
  task('shipping', 'orders of 50 and more ship for free.', 'total > 50', 'total >= 50'),
  task('coupon', 'a coupon still holds on its last day.', 'day < lastDay', 'day <= lastDay'),
  task('loyalty', 'the fifth order already counts as loyal.', 'orders > 5', 'orders >= 5'),
  task('gift', 'a gift comes with three articles and more.', 'articles > 3', 'articles >= 3'),
  task('express', 'express delivery is possible up to noon, twelve included.', 'hour < 12', 'hour <= 12'),
];
