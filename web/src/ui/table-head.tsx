type HeadProps = {
  readonly heads: readonly string[];
  /** What the buttons at the end of each row do, for who cannot see them. */
  readonly tools: string;
};

/** The head of a table whose rows end with buttons. */
export function TableHead({ heads, tools }: HeadProps) {
  return (
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
        <th scope="col">
          <span className="unseen">{tools}</span>
        </th>
      </tr>
    </thead>
  );
}
