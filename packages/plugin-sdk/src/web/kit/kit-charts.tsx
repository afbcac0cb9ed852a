import { BarChart } from '../bar-chart';
import { Columns } from '../columns';
import { DonutChart } from '../donut-chart';
import { LineChart } from '../line-chart';
import { Panel } from '../panel';

const stages = [
  { label: 'New', value: 42 },
  { label: 'Qualified', value: 27 },
  { label: 'Proposal', value: 14 },
  { label: 'Won', value: 9 },
];

/** The three charts, each with its table of figures. */
export function KitCharts() {
  return (
    <Columns min="wide">
      <Panel title="Bars">
        <BarChart
          title="Deals by stage"
          summary="42 new, 9 won"
          labelHeader="Stage"
          valueHeader="Deals"
          data={stages}
        />
      </Panel>
      <Panel title="Lines">
        <LineChart
          title="Invoiced by month"
          summary="From 12,000 to 31,000, above the target since April"
          labelHeader="Month"
          labels={['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun']}
          series={[
            { label: 'Invoiced', values: [12000, 14500, 13800, 22000, 26500, 31000] },
            { label: 'Target', values: [15000, 16000, 17000, 18000, 19000, 20000] },
          ]}
        />
      </Panel>
      <Panel title="Donut">
        <DonutChart
          title="Deals by stage"
          summary="Nearly half are new"
          labelHeader="Stage"
          valueHeader="Deals"
          data={stages}
          center="92"
        />
      </Panel>
    </Columns>
  );
}
